"""SQL, and only here: contacts, documents, mailings, deliveries, journal."""
