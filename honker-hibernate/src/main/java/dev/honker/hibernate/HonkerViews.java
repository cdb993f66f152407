package dev.honker.hibernate;

import java.util.List;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;

/**
 * Adds {@link JobView}, {@link DeadLetterView} and {@link StreamEventView} to every session factory, unless its setting
 * {@value #SETTING} is {@code false}. Hibernate finds and calls it; applications don't. Stateless.
 */
public final class HonkerViews implements AdditionalMappingContributor {

    /** The setting of a session factory or persistence unit that leaves the views out if it is {@code false}. */
    public static final String SETTING = "honker.hibernate.views";

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
        if (!settings.getSetting(SETTING, StandardConverters.BOOLEAN, Boolean.TRUE)) {
            return;
        }
        for (Class<?> view : VIEWS) {
            // why: an application may have named the class among its own
            if (metadata.getEntityBinding(view.getName()) == null) {
                contributions.contributeEntity(view);
            }
        }
    }
}
