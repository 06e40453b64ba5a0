package dev.dbpush.core.model;

/**
 * A part of a model as SQL.
 *
 * @param name stands for the file in messages
 * @param sql statements, in any order
 */
public record ModelText(String name, String sql) {}
