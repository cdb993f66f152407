package dev.honker.hibernate;

import dev.honker.HonkerException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The session that an event of Hibernate's is from; immutable.
 *
 * @param told whether Hibernate tells it; if not, it is the only one that may be meant
 */
record EventSession(SharedSessionContractImplementor session, boolean told) {

    /** why by reflection: its return type is another one in Hibernate 6 than in 7. */
    private static final Method GET_SESSION = getSession();

    /** Hibernate 6 tells it of a Session only, not of a StatelessSession. */
    static final boolean TELLS_STATELESS = GET_SESSION.getReturnType() != EventSource.class;

    static EventSession of(AbstractEvent event, EntityPersister persister) {
        try {
            SharedSessionContractImplementor session = (SharedSessionContractImplementor) GET_SESSION.invoke(event);
            return session != null
                    ? new EventSession(session, true)
                    : new EventSession(BoundStatelessSessions.only(persister), false);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new HonkerException(
                    "Hibernate does not tell the session of a change to " + persister.getEntityName(), e);
        }
    }

    private static Method getSession() {
        try {
            return AbstractEvent.class.getMethod("getSession");
        } catch (NoSuchMethodException e) {
            throw new HonkerException("this version of Hibernate is not supported: its events have no session", e);
        }
    }
}
