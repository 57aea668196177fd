-- How far each chain has got is read from the index alone, whatever documents weigh.
DROP INDEX documents_by_chain;
CREATE INDEX documents_by_chain ON documents (device, sequence, received_at);
