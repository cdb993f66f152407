package dev.honker.mybatis;

import java.util.List;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;

/**
 * A statement that tells a session that it has written: MyBatis has no other door to that. Thread-safe.
 *
 * <p>A SELECT, because an update would count as an entry of a batch; and it stops before it gets to the database, because running
 * even {@code select 1} costs nearly as much as the enqueue that it is for.
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
                .lang(new StoppingDriver())
                .build();
    }

    /** Marks the session, empties its local cache and runs what a batch session has gathered. */
    static void set(SqlSession session) {
        try {
            session.selectOne(ID);
        } catch (Stop done) {
            // why nothing: that is as far as it was to go
        } catch (RuntimeException | Error e) {
            if (!isStop(e)) {
                throw e;
            }
        }
        // why: while the rows of a query are handled MyBatis doesn't obey flushCache
        session.clearCache();
    }

    /** why the causes: plugins that log or measure may wrap what passes them. */
    private static boolean isStop(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Stop) {
                return true;
            }
        }
        return false;
    }

    /** What MyBatis asks last before it takes the connection. */
    private static final class StoppingDriver extends XMLLanguageDriver {

        @Override
        public ParameterHandler createParameterHandler(MappedStatement statement, Object parameter, BoundSql sql) {
            throw Stop.HERE;
        }
    }

    /** An Error, because MyBatis wraps exceptions; one for all, because it says nothing but where it comes from. */
    private static final class Stop extends Error {

        private static final long serialVersionUID = 1L;

        private static final Stop HERE = new Stop();

        private Stop() {
            super("the session is marked as written to", null, false, false);
        }
    }
}
