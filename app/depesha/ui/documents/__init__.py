"""The journals of documents, a document's card, and its files on their way to the customer."""
