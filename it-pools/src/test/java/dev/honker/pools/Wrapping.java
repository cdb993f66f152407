package dev.honker.pools;

import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** The wrappers, each around a pool or around its driver as an application would set it up. */
enum Wrapping {
    P6SPY {
        @Override
        OpenPool open(Pool pool, Setup setup) throws SQLException {
            return pool.open(by("jdbc:p6spy:", setup, "com.p6spy.engine.spy.P6SpyDriver"));
        }
    },
    LOG4JDBC {
        @Override
        OpenPool open(Pool pool, Setup setup) throws SQLException {
            return pool.open(by("jdbc:log4jdbc:", setup, "net.sf.log4jdbc.sql.jdbcapi.DriverSpy"));
        }
    },
    DATASOURCE_PROXY {
        @Override
        OpenPool open(Pool pool, Setup setup) throws SQLException {
            return around(pool, setup, inner -> ProxyDataSourceBuilder.create(inner)
                    .listener(QUERIES)
                    .proxyResultSet()
                    .proxyGeneratedKeys()
                    .build());
        }
    },
    OPENTELEMETRY {
        @Override
        OpenPool open(Pool pool, Setup setup) throws SQLException {
            return around(pool, setup, JdbcTelemetry.create(OpenTelemetry.noop())::wrap);
        }
    };

    /** What datasource-proxy tells of. */
    static final QueryLog QUERIES = new QueryLog();

    /** Around HikariCP. */
    OpenPool open(Setup setup) throws SQLException {
        return open(Pool.HIKARI, setup);
    }

    /** Around a pool, or between it and the driver. */
    abstract OpenPool open(Pool pool, Setup setup) throws SQLException;

    private static OpenPool around(Pool pool, Setup setup, UnaryOperator<DataSource> wrap) throws SQLException {
        OpenPool open = pool.open(setup);
        return new OpenPool(wrap.apply(open.dataSource()), open::close);
    }

    private static Setup by(String prefix, Setup setup, String driver) {
        return new Setup(setup.url().replaceFirst("^jdbc:", prefix), setup.size(), setup.autoCommit(), driver);
    }
}
