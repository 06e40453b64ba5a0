DROP TABLE guild;
