package dev.honker.hibernate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.id.enhanced.TableStructure;

/**
 * Warns of entities whose keys come from a table; stateless.
 *
 * <p>SQLite has no sequences, so that AUTO and SEQUENCE mean a table, of which Hibernate fetches a block of keys in a transaction of a second
 * connection. SQLite lets one transaction write at a time: after the session has written, the second connection would wait for the
 * first, and is refused; after it has only read, its own write is refused, because the fetch has committed since.
 */
final class KeyTables implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger("dev.honker.hibernate");

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        SessionFactoryImplementor created = (SessionFactoryImplementor) factory;
        if (!created.getJdbcServices().getDialect().getClass().getSimpleName().startsWith("SQLite")) {
            return;
        }
        Set<String> entities = new TreeSet<>();
        created.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (isTable(entity.getGenerator())) {
                entities.add(entity.getEntityName());
            }
        });
        if (!entities.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "honker: the keys of " + entities
                            + " come from a table (GenerationType AUTO, SEQUENCE and TABLE are one on"
                            + " SQLite), which Hibernate changes by a second connection: persist fails if the transaction has"
                            + " written before it needs a block of keys. Use GenerationType.IDENTITY");
        }
    }

    private static boolean isTable(Generator generator) {
        return generator instanceof TableGenerator
                || generator instanceof SequenceStyleGenerator sequence
                        && sequence.getDatabaseStructure() instanceof TableStructure;
    }
}
