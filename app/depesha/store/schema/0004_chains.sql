-- Chains: one person, several channels; the first that reaches him ends it.

-- The key that the mailings of a chain share, one of them for each channel; '' for one that stands
-- alone.
ALTER TABLE mailing ADD COLUMN chain TEXT NOT NULL DEFAULT '';

-- The deliveries of one person in a chain: all bear the id of the one that goes first, and take
-- their turns from 0 on. NULL: the person has this way alone.
ALTER TABLE delivery ADD COLUMN chain_id INTEGER;
ALTER TABLE delivery ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX delivery_chain ON delivery (chain_id, turn) WHERE chain_id IS NOT NULL;
CREATE INDEX delivery_reserve ON delivery (mailing_id) WHERE state = 'reserved';

-- Whatever tells that a message did not arrive or will not leave, and whenever: the next way takes
-- its turn in the same commit, unless another one of the person is under way, has arrived, or
-- perhaps has.
CREATE TRIGGER chain_goes_on AFTER UPDATE OF state ON delivery
WHEN NEW.chain_id IS NOT NULL AND NEW.state IN ('failed', 'bounced', 'expired', 'skipped')
    AND OLD.state NOT IN ('failed', 'bounced', 'expired', 'skipped', 'reserved')
    AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE chain_id = NEW.chain_id AND id <> NEW.id AND state IN
            ('queued', 'sending', 'waiting', 'accepted', 'delivered', 'read', 'unknown'))
BEGIN
    INSERT INTO batch (mailing_id, run_at)
        SELECT mailing_id, NEW.updated_at FROM delivery
        WHERE chain_id = NEW.chain_id AND turn > NEW.turn AND state = 'reserved'
        ORDER BY turn LIMIT 1;
    UPDATE delivery SET state = 'queued', updated_at = NEW.updated_at,
        batch_id = (SELECT max(id) FROM batch WHERE mailing_id = delivery.mailing_id)
        WHERE id = (SELECT id FROM delivery
                    WHERE chain_id = NEW.chain_id AND turn > NEW.turn AND state = 'reserved'
                    ORDER BY turn LIMIT 1);
END;

-- What has arrived needs no other way; what a person cancelled wants none.
CREATE TRIGGER chain_ends AFTER UPDATE OF state ON delivery
WHEN NEW.chain_id IS NOT NULL AND NEW.state IN ('delivered', 'read', 'cancelled')
    AND OLD.state NOT IN ('reserved', NEW.state)
BEGIN
    UPDATE delivery SET updated_at = NEW.updated_at,
        state = CASE NEW.state WHEN 'cancelled' THEN 'cancelled' ELSE 'spared' END,
        reason = CASE NEW.state WHEN 'cancelled' THEN 'stopped' ELSE 'reached' END
        WHERE chain_id = NEW.chain_id AND turn > NEW.turn AND state = 'reserved';
END;
