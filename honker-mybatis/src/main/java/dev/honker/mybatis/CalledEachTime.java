package dev.honker.mybatis;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * MyBatis' own language of statements, with the difference that no call is taken for a repetition of another one, also where MyBatis
 * doesn't obey {@code flushCache}: while the rows of another statement are handled. {@link HonkerMapper} is written in it, so that
 * it needs no guard for that. For a statement of one's own: {@code @Lang(CalledEachTime.class)}, {@code <select
 * lang="dev.honker.mybatis.CalledEachTime">}; both flags are needed all the same. Stateless and thread-safe.
 */
public final class CalledEachTime extends XMLLanguageDriver {

    private static final String CALL = "honkerCall";

    /** For MyBatis. */
    public CalledEachTime() {}

    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, @Nullable Class<?> parameterType) {
        return each(configuration, super.createSqlSource(configuration, script, parameterType));
    }

    @Override
    public SqlSource createSqlSource(Configuration configuration, String script, @Nullable Class<?> parameterType) {
        return each(configuration, super.createSqlSource(configuration, script, parameterType));
    }

    /** why a parameter: MyBatis compares calls by their statement, text and parameters. */
    private static SqlSource each(Configuration configuration, SqlSource source) {
        ParameterMapping call = new ParameterMapping.Builder(configuration, CALL, new NotSet()).build();
        return parameter -> {
            BoundSql made = source.getBoundSql(parameter);
            List<ParameterMapping> parameters = new ArrayList<>(made.getParameterMappings());
            parameters.add(call);
            BoundSql sql = new BoundSql(configuration, made.getSql(), parameters, parameter);
            made.getAdditionalParameters().forEach(sql::setAdditionalParameter);
            sql.setAdditionalParameter(CALL, new Object());
            return sql;
        };
    }

    /** The handler of a parameter that isn't in the text. */
    private static final class NotSet implements TypeHandler<Object> {

        @Override
        public void setParameter(
                PreparedStatement statement, int index, @Nullable Object value, @Nullable JdbcType jdbcType) {}

        @Override
        public @Nullable Object getResult(ResultSet rows, String column) {
            return null;
        }

        @Override
        public @Nullable Object getResult(ResultSet rows, int column) {
            return null;
        }

        @Override
        public @Nullable Object getResult(CallableStatement call, int column) {
            return null;
        }
    }
}
