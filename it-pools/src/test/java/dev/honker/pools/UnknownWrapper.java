package dev.honker.pools;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Kinds of wrappers that pools might put around their connections, by what they take for a use of them. */
enum UnknownWrapper {
    /** Rolls back only if the metadata was asked for or a statement run, like Druid. */
    COUNTS_METADATA,
    /** Rolls back only if a statement was run. */
    COUNTS_STATEMENTS,
    /** Never rolls back. */
    KEEPS_ROLLBACKS_BACK,
    /** Leaves commits and rollbacks to a manager, who goes past it. */
    MANAGED;

    /** Wraps it. */
    Connection around(Connection physical) {
        return proxy(Connection.class, new Handler(this, physical));
    }

    /** As the application, or its transaction manager, rolls back. */
    void rollback(Connection wrapper) throws SQLException {
        (this == MANAGED ? wrapper.unwrap(dev.honker.jdbc.HonkerConnection.class) : wrapper).rollback();
    }

    /** As the application, or its transaction manager, commits. */
    void commit(Connection wrapper) throws SQLException {
        (this == MANAGED ? wrapper.unwrap(dev.honker.jdbc.HonkerConnection.class) : wrapper).commit();
    }

    /** How often rollback() was called on it. */
    static int rollbacksOf(Connection wrapper) {
        return ((Handler) Proxy.getInvocationHandler(wrapper)).rollbacks;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Handler implements InvocationHandler {

        private final UnknownWrapper kind;
        private final Connection physical;
        private boolean used;
        private int rollbacks;

        private Handler(UnknownWrapper kind, Connection physical) {
            this.kind = kind;
            this.physical = physical;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "getMetaData":
                    used |= kind == COUNTS_METADATA;
                    break;
                case "createStatement":
                    Statement statement = (Statement) UnknownWrapper.invoke(physical, method, arguments);
                    return UnknownWrapper.<Statement>proxy(Statement.class, (any, called, given) -> {
                        used |= called.getName().startsWith("execute");
                        return UnknownWrapper.invoke(statement, called, given);
                    });
                case "commit":
                    if (kind == MANAGED) {
                        throw new SQLException("commit() belongs to the manager");
                    }
                    used = false;
                    break;
                case "rollback":
                    rollbacks++;
                    if (kind == MANAGED) {
                        throw new SQLException("rollback() belongs to the manager");
                    }
                    if (!used || kind == KEEPS_ROLLBACKS_BACK) {
                        return null;
                    }
                    used = false;
                    break;
                default:
                    break;
            }
            return UnknownWrapper.invoke(physical, method, arguments);
        }
    }
}
