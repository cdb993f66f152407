package dev.honker.internal.migration;

import liquibase.database.core.SQLiteDatabase;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's SQLite for honker's URL, which leaves honker's tables alone: they are in no snapshot, so that {@code diff},
 * {@code generate-changelog} and {@code drop-all} know nothing of them. Made by Liquibase.
 */
public final class LiquibaseDatabase extends SQLiteDatabase {

    private static final String TABLES = "_honker_";

    /** For Liquibase's service loader. */
    public LiquibaseDatabase() {}

    @Override
    public @Nullable String getDefaultDriver(String url) {
        String driver = HonkerUrls.driver(url);
        return driver != null ? driver : super.getDefaultDriver(url);
    }

    // why: of two databases with one short name Liquibase keeps the one with the higher priority
    @Override
    public int getPriority() {
        return super.getPriority() + 5;
    }

    @Override
    public boolean isSystemObject(@Nullable DatabaseObject example) {
        return super.isSystemObject(example)
                || example instanceof Relation
                        && example.getName() != null
                        && example.getName().startsWith(TABLES);
    }
}
