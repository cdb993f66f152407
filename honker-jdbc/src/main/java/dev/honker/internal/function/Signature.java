package dev.honker.internal.function;

/**
 * What SQL sees of a function; immutable.
 *
 * @param sqlName as SQL spells it
 * @param arity how many arguments
 * @param effect what a call does to the database
 */
record Signature(String sqlName, int arity, SqlFunction.Effect effect) {}
