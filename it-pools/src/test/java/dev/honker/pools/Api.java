package dev.honker.pools;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Transaction;
import dev.honker.hibernate.HonkerSession;
import dev.honker.spring.HonkerTemplate;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways into a transaction that this project offers. What an operation throws rolls the transaction back and comes out. */
enum Api {
    DATABASE {
        @Override
        void run(DataSource pool, Work work) {
            try (Database database = Honker.of(pool)) {
                database.transactionVoid(work::in);
            }
        }
    },
    CONNECTION {
        @Override
        void run(DataSource pool, Work work) throws Exception {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    work.in(Honker.on(connection));
                    connection.commit();
                } catch (Exception e) {
                    connection.rollback();
                    throw e;
                }
            }
        }
    },
    SPRING {
        @Override
        void run(DataSource pool, Work work) {
            DataSource joining = HonkerTemplate.joining(pool);
            try (Database database = Honker.of(joining)) {
                HonkerTemplate template = new HonkerTemplate(database, pool);
                new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
                    template.publish("looked", "{}");
                    database.transactionVoid(work::in);
                });
            }
        }
    },
    HIBERNATE {
        @Override
        void run(DataSource pool, Work work) throws Exception {
            Configuration configuration = new Configuration();
            configuration.getProperties().put("hibernate.connection.datasource", pool);
            try (SessionFactory factory = configuration.buildSessionFactory();
                    Session session = factory.openSession()) {
                session.beginTransaction();
                try {
                    work.in(HonkerSession.of(session));
                    session.getTransaction().commit();
                } catch (Exception e) {
                    session.getTransaction().rollback();
                    throw e;
                }
            }
        }
    },
    MYBATIS {
        @Override
        void run(DataSource pool, Work work) throws Exception {
            Environment environment = new Environment("pools", new JdbcTransactionFactory(), pool);
            try (SqlSession session = new SqlSessionFactoryBuilder()
                    .build(new org.apache.ibatis.session.Configuration(environment))
                    .openSession()) {
                try {
                    work.in(dev.honker.mybatis.HonkerSession.of(session));
                    session.commit();
                } catch (Exception e) {
                    session.rollback();
                    throw e;
                }
            }
        }
    },
    JOOQ {
        @Override
        void run(DataSource pool, Work work) {
            DSL.using(pool, SQLDialect.SQLITE).transaction(tx -> work.in(dev.honker.jooq.Honker.of(tx)));
        }
    };

    /** Whether it needs no framework. */
    boolean isOwn() {
        return this == DATABASE || this == CONNECTION;
    }

    abstract void run(DataSource pool, Work work) throws Exception;

    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work {
        void in(Transaction transaction);
    }
}
