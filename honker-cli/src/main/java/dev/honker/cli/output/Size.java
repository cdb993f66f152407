package dev.honker.cli.output;

/**
 * A size in bytes; a number in JSON, {@code 1.5 MiB} for people.
 *
 * @param bytes how many
 */
public record Size(long bytes) {}
