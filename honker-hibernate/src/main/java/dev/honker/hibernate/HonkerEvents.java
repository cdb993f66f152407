package dev.honker.hibernate;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Installs what writes the events that entities declare by {@link HonkerEvent}, keeps payloads from loading entities, and warns of keys
 * that come from tables. Hibernate finds and calls it; applications don't. Stateless.
 */
public final class HonkerEvents implements Integrator {

    /** For Hibernate, which finds it as a service. */
    public HonkerEvents() {}

    /**
     * Checks the declarations of all entities.
     *
     * @throws dev.honker.HonkerInvalidOptionException if one can't work; it ends the building of the session factory
     */
    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        EventListenerRegistry listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        PayloadLoading loading = new PayloadLoading();
        factory.addObserver(new KeyTables());
        listeners.prependListeners(EventType.LOAD, loading);
        listeners.prependListeners(EventType.INIT_COLLECTION, loading);

        DeclaredEvents declared = DeclaredEvents.of(metadata);
        if (declared.isEmpty()) {
            return;
        }
        EntityGuard guard = new EntityGuard(declared);
        listeners.appendListeners(EventType.PRE_INSERT, guard);
        listeners.appendListeners(EventType.PRE_UPDATE, guard);
        listeners.appendListeners(EventType.PRE_DELETE, guard);
        listeners.appendListeners(EventType.PRE_UPSERT, guard);
        // why before all others: one of them that fails must not leave the row without its event
        EntityWriter writer = new EntityWriter(declared);
        listeners.prependListeners(EventType.POST_INSERT, writer);
        listeners.prependListeners(EventType.POST_UPDATE, writer);
        listeners.prependListeners(EventType.POST_DELETE, writer);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}
}
