package dev.honker.mybatis;

import java.util.List;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;

/**
 * A statement that does nothing but tell a session that it has written: MyBatis has no other door to that. Thread-safe.
 *
 * <p>A SELECT of a constant, because an update would count as an entry of a batch, and because it begins no transaction.
 */
final class WrittenMark {

    /** Its last part is a name of its own in all of the configuration. */
    private static final String ID = "dev.honker.mybatis.HonkerSession.honkerHasWritten";

    private WrittenMark() {}

    /** Makes the statement known, if it isn't. */
    static void addTo(Configuration configuration) {
        if (isIn(configuration)) {
            return;
        }
        synchronized (configuration) {
            if (!isIn(configuration)) {
                configuration.addMappedStatement(statement(configuration));
            }
        }
    }

    private static boolean isIn(Configuration configuration) {
        return configuration.hasStatement(ID, false);
    }

    private static MappedStatement statement(Configuration configuration) {
        ResultMap result = new ResultMap.Builder(configuration, ID + "-Inline", Integer.class, List.of()).build();
        return new MappedStatement.Builder(
                        configuration, ID, new StaticSqlSource(configuration, "select 1"), SqlCommandType.SELECT)
                .resultMaps(List.of(result))
                .flushCacheRequired(true)
                .useCache(false)
                .dirtySelect(true)
                .build();
    }

    /** Marks the session, empties its local cache and runs what a batch session has gathered. */
    static void set(SqlSession session) {
        session.selectOne(ID);
    }
}
