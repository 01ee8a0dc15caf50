--liquibase formatted sql

--changeset lienthong:record-feed-order
--comment: The feed is read in the order of transactions and, within one, of positions: the key is that order, so that reading needs no index beside it.
ALTER TABLE change_feed DROP CONSTRAINT change_feed_pkey;
ALTER TABLE change_feed ADD PRIMARY KEY (transaction, position);
