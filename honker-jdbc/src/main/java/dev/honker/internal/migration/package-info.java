/**
 * What lets Flyway and Liquibase take honker's URL. They find these classes as services; nothing else loads them, so that an
 * application without those tools never notices. It knows the URL's prefix and nothing more of honker.
 */
@NullMarked
package dev.honker.internal.migration;

import org.jspecify.annotations.NullMarked;
