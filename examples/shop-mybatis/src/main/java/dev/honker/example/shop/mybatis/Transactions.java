package dev.honker.example.shop.mybatis;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/** A session for each piece of work: committed at its end, rolled back if it throws. Safe for use by several threads. */
final class Transactions {

    private final SqlSessionFactory sessions;

    Transactions(SqlSessionFactory sessions) {
        this.sessions = sessions;
    }

    void run(Consumer<SqlSession> work) {
        call(session -> {
            work.accept(session);
            return true;
        });
    }

    <T> T call(Function<SqlSession, T> work) {
        try (SqlSession session = sessions.openSession()) {
            T result = work.apply(session);
            session.commit();
            return result;
        }
    }
}
