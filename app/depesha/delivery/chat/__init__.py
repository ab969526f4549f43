"""Conversations by messengers: what comes in, what goes out, who subscribes."""
