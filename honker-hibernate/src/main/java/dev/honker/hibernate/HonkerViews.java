package dev.honker.hibernate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;

/**
 * Adds {@link JobView}, {@link DeadLetterView} and {@link StreamEventView} to every session factory, unless its setting
 * {@value #SETTING} is {@code false}. Hibernate finds and calls it; applications don't. Stateless.
 *
 * <p>In Quarkus they are left out unless the setting is {@code true}: Quarkus knows all entities when it builds the application, and
 * refuses those that come later.
 */
public final class HonkerViews implements AdditionalMappingContributor {

    /** The setting of a session factory or persistence unit that leaves the views out if it is {@code false}. */
    public static final String SETTING = "honker.hibernate.views";

    private static final Logger LOG = System.getLogger("dev.honker.hibernate");

    private static final List<Class<?>> VIEWS = List.of(JobView.class, DeadLetterView.class, StreamEventView.class);

    /** For Hibernate, which finds it as a service. */
    public HonkerViews() {}

    @Override
    public String getContributorName() {
        return "honker";
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        ConfigurationService settings =
                context.getBootstrapContext().getServiceRegistry().requireService(ConfigurationService.class);
        if (!settings.getSetting(SETTING, StandardConverters.BOOLEAN, !isInQuarkus(context))) {
            LOG.log(Level.DEBUG, "honker: its views are left out of this session factory");
            return;
        }
        for (Class<?> view : VIEWS) {
            // why: an application may have named the class among its own
            if (metadata.getEntityBinding(view.getName()) == null) {
                contributions.contributeEntity(view);
            }
        }
    }

    /** Quarkus brings a class loader service of its own. */
    private static boolean isInQuarkus(MetadataBuildingContext context) {
        return context.getBootstrapContext()
                .getServiceRegistry()
                .requireService(ClassLoaderService.class)
                .getClass()
                .getName()
                .startsWith("io.quarkus.");
    }
}
