package dev.honker.hibernate;

import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Version;

/** The contract of all tools with a {@code StatelessSession}. */
class StatelessSessionContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return version().startsWith("6.") ? Tool.STATELESS_SESSION_6 : Tool.STATELESS_SESSION;
    }

    @Override
    protected String version() {
        return Version.getVersionString();
    }

    @Override
    protected Subject open(String url) {
        return new StatelessSubject(url);
    }

    private static final class StatelessSubject extends SessionSubject<StatelessSession> {

        StatelessSubject(String url) {
            super(url);
        }

        @Override
        StatelessSession open(SessionFactory factory) {
            return factory.openStatelessSession();
        }

        @Override
        HonkerSession honker(StatelessSession session) {
            return HonkerSession.of(session);
        }

        @Override
        Operations operations(StatelessSession session) {
            return new SessionOperations(session) {

                @Override
                public long insertOrder(String item) {
                    return (Long) session.insert(new OrderRow(item));
                }

                @Override
                void flushed() {}

                @Override
                void forgotten() {}
            };
        }
    }
}
