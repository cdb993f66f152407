package dev.honker.hibernate;

import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/** The contract of all tools with a {@code Session}. */
class SessionContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return version().startsWith("6.") ? Tool.HIBERNATE_6 : Tool.HIBERNATE_7;
    }

    @Override
    protected String version() {
        return Version.getVersionString();
    }

    @Override
    protected Subject open(String url) {
        return new StatefulSubject(url);
    }

    private static final class StatefulSubject extends SessionSubject<Session> {

        StatefulSubject(String url) {
            super(url);
        }

        @Override
        Session open(SessionFactory factory) {
            return factory.openSession();
        }

        @Override
        HonkerSession honker(Session session) {
            return HonkerSession.of(session);
        }

        @Override
        Operations operations(Session session) {
            return new SessionOperations(session) {

                @Override
                public long insertOrder(String item) {
                    OrderRow order = new OrderRow(item);
                    session.persist(order);
                    return order.id;
                }

                @Override
                void flushed() {
                    session.flush();
                }

                @Override
                void forgotten() {
                    session.clear();
                }
            };
        }
    }
}
