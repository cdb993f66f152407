package dev.honker.pools;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.vibur.dbcp.ViburDBCPDataSource;

/** The pools, each as an application would set it up. */
enum Pool {
    HIKARI {
        @Override
        OpenPool open(Setup setup) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(setup.url());
            pool.setDriverClassName(setup.driver());
            pool.setMaximumPoolSize(setup.size());
            pool.setAutoCommit(setup.autoCommit());
            return new OpenPool(pool, pool::close);
        }
    },
    DRUID {
        @Override
        OpenPool open(Setup setup) {
            DruidDataSource pool = new DruidDataSource();
            pool.setUrl(setup.url());
            pool.setDriverClassName(setup.driver());
            pool.setMaxActive(setup.size());
            pool.setDefaultAutoCommit(setup.autoCommit());
            return new OpenPool(pool, pool::close);
        }
    },
    DBCP2 {
        @Override
        OpenPool open(Setup setup) {
            BasicDataSource pool = new BasicDataSource();
            pool.setUrl(setup.url());
            pool.setMaxTotal(setup.size());
            pool.setDefaultAutoCommit(setup.autoCommit());
            return new OpenPool(pool, () -> {
                try {
                    pool.close();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    },
    TOMCAT {
        @Override
        OpenPool open(Setup setup) {
            org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
            pool.setUrl(setup.url());
            pool.setDriverClassName(setup.driver());
            pool.setInitialSize(1);
            pool.setMaxActive(setup.size());
            pool.setDefaultAutoCommit(setup.autoCommit());
            // why both: without them it hands the next caller what the one before has left open
            pool.setJdbcInterceptors("ConnectionState");
            pool.setRollbackOnReturn(true);
            return new OpenPool(pool, pool::close);
        }
    },
    C3P0 {
        @Override
        OpenPool open(Setup setup) {
            ComboPooledDataSource pool = new ComboPooledDataSource();
            pool.setJdbcUrl(setup.url());
            pool.setMinPoolSize(1);
            pool.setInitialPoolSize(1);
            pool.setMaxPoolSize(setup.size());
            return new OpenPool(pool, pool::close);
        }
    },
    AGROAL {
        @Override
        OpenPool open(Setup setup) throws SQLException {
            AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(config -> config.maxSize(setup.size())
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(setup.url()).autoCommit(setup.autoCommit()))));
            return new OpenPool(pool, pool::close);
        }
    },
    VIBUR {
        @Override
        OpenPool open(Setup setup) {
            ViburDBCPDataSource pool = new ViburDBCPDataSource();
            pool.setJdbcUrl(setup.url());
            // why: it can't do without the three of them
            pool.setDriverClassName(setup.driver());
            pool.setUsername("");
            pool.setPassword("");
            pool.setPoolInitialSize(1);
            pool.setPoolMaxSize(setup.size());
            pool.setDefaultAutoCommit(setup.autoCommit());
            pool.setResetDefaultsAfterUse(true);
            pool.start();
            return new OpenPool(pool, pool::terminate);
        }
    },
    MYBATIS {
        @Override
        OpenPool open(Setup setup) {
            PooledDataSource pool = new PooledDataSource(setup.driver(), setup.url(), null, null);
            pool.setPoolMaximumActiveConnections(setup.size());
            pool.setDefaultAutoCommit(setup.autoCommit());
            return new OpenPool(pool, pool::forceCloseAll);
        }
    };

    abstract OpenPool open(Setup setup) throws SQLException;

    /** The modes in which its connections can begin; true is autocommit. */
    Stream<Boolean> modes() {
        return this == C3P0 ? Stream.of(true) : Stream.of(true, false);
    }

    /** Whether it rolls back what a caller leaves open; those which don't commit it as they restore autocommit. */
    boolean rollsBackAtClose(boolean autoCommit) {
        return switch (this) {
            case TOMCAT, AGROAL, VIBUR -> !autoCommit;
            default -> true;
        };
    }

    /** Its version; the build says it. */
    String version() {
        return Versions.of(name().toLowerCase(Locale.ROOT));
    }

    /** What a pool is asked for: at most so many connections, which begin in that mode; pools don't all ask {@code DriverManager}. */
    record Setup(String url, int size, boolean autoCommit, String driver) {

        Setup(String url, int size, boolean autoCommit) {
            this(
                    url,
                    size,
                    autoCommit,
                    url.startsWith("jdbc:honker:") ? "dev.honker.jdbc.HonkerDriver" : "org.sqlite.JDBC");
        }

        /** As most pools are. */
        static Setup of(String url) {
            return new Setup(url, 12, true);
        }
    }

    /** A pool in use. */
    record OpenPool(DataSource dataSource, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
