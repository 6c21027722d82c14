-- What the customer asks of whoever delivers ("leave it with the guard"), encrypted under the key of their contact as the address is.
ALTER TABLE orders ADD COLUMN note_encrypted bytea;
