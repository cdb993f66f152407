package dev.honker.support.contract;

/** The tools that have a row in the README's table, in its order. */
public enum Tool {
    /** {@code DriverManager} and nothing else. */
    JDBC("plain JDBC"),
    /** A pool whose connections commit by themselves. */
    HIKARI_AUTO_COMMIT("HikariCP, autoCommit=true"),
    /** A pool whose connections are in manual-commit mode. */
    HIKARI_MANUAL_COMMIT("HikariCP, autoCommit=false"),
    /** The line of HikariCP before, which Spring Boot 3.5 brings. */
    HIKARI_6("HikariCP 6"),
    /** Alibaba's pool. */
    DRUID("Druid"),
    /** Apache Commons' pool. */
    DBCP("Commons DBCP 2"),
    /** The pool of Tomcat's own. */
    TOMCAT("Tomcat JDBC"),
    /** {@code ComboPooledDataSource}. */
    C3P0("c3p0"),
    /** The pool of Quarkus and WildFly. */
    AGROAL("Agroal"),
    /** {@code ViburDBCPDataSource}. */
    VIBUR("Vibur DBCP"),
    /** MyBatis' own pool. */
    MYBATIS_POOL("MyBatis PooledDataSource"),
    /** HikariCP on the driver that logs statements. */
    P6SPY("P6Spy"),
    /** A data source with listeners before HikariCP. */
    DATASOURCE_PROXY("datasource-proxy"),
    /** Traces before HikariCP. */
    OPENTELEMETRY("OpenTelemetry JDBC"),
    /** HikariCP on the driver that logs statements. */
    LOG4JDBC("log4jdbc"),
    /** Fetches a connection of HikariCP with the first statement. */
    SPRING_LAZY("LazyConnectionDataSourceProxy"),
    /** Takes part in Spring's transactions. */
    SPRING_AWARE("TransactionAwareDataSourceProxy"),
    /** Hands on what HikariCP gives. */
    SPRING_DELEGATING("DelegatingDataSource"),
    /** Chooses among data sources for each connection. */
    SPRING_ROUTING("AbstractRoutingDataSource"),
    /** A session of the newest line. */
    HIBERNATE_7("Hibernate ORM 7"),
    /** A session of the line before. */
    HIBERNATE_6("Hibernate ORM 6.6"),
    /** A session without a persistence context, newest line. */
    STATELESS_SESSION("Hibernate ORM 7, StatelessSession"),
    /** A session without a persistence context, the line before. */
    STATELESS_SESSION_6("Hibernate ORM 6.6, StatelessSession"),
    /** Repositories and {@code @Transactional}, Boot 3. */
    SPRING_DATA_JPA("Spring Data JPA"),
    /** Repositories and {@code @Transactional}, Boot 4. */
    SPRING_DATA_JPA_4("Spring Data JPA, Boot 4"),
    /** {@code JdbcTemplate} and {@code JdbcClient}, Boot 3. */
    SPRING_JDBC("JdbcTemplate, JdbcClient"),
    /** {@code JdbcTemplate} and {@code JdbcClient}, Boot 4. */
    SPRING_JDBC_4("JdbcTemplate, JdbcClient, Boot 4"),
    /** The line for Java 17. */
    JOOQ_3_19("jOOQ 3.19"),
    /** The newest line. */
    JOOQ_3_21("jOOQ 3.21"),
    /** A {@code SqlSession}. */
    MYBATIS("MyBatis"),
    /** Mappers in the transactions of Spring 7. */
    MYBATIS_SPRING("mybatis-spring"),
    /** Mappers in the transactions of Spring 6. */
    MYBATIS_SPRING_3("mybatis-spring, Spring 6"),
    /** A {@code Handle}. */
    JDBI("Jdbi"),
    /** {@code transaction { … }}. */
    EXPOSED("Exposed");

    private final String label;

    Tool(String label) {
        this.label = label;
    }

    /** Its name in the table. */
    public String label() {
        return label;
    }
}
