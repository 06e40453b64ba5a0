CREATE VIEW nicks AS SELECT nick FROM member;
