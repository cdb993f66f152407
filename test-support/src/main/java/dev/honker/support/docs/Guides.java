package dev.honker.support.docs;

import java.util.Map;
import java.util.Optional;

/** Which pages are tested by the module that they are about; stateless. */
public final class Guides {

    private static final Map<String, String> TESTS = Map.ofEntries(
            Map.entry("docs/hibernate.md", "dev.honker.hibernate.HibernateGuideTest"),
            Map.entry("docs/jooq.md", "dev.honker.jooq.JooqGuideTest"),
            Map.entry("docs/mybatis.md", "dev.honker.mybatis.MybatisGuideTest"),
            Map.entry("docs/pools.md", "dev.honker.pools.PoolsGuideTest"),
            Map.entry("docs/spring.md", "dev.honker.spring.SpringGuideTest"),
            Map.entry("docs/monitoring.md", "dev.honker.spring.actuate.MonitoringGuideTest"),
            Map.entry("docs/spring-modulith.md", "dev.honker.spring.modulith.ModulithGuideTest"));

    private Guides() {}

    /** The class that runs the listings of a page; empty if the integration tests do. */
    public static Optional<String> testOf(String page) {
        return Optional.ofNullable(TESTS.get(page));
    }
}
