package dev.honker.spring;

import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

class SpringJdbcContractTest extends TransactionContract {

    static class NoBeans {}

    @Override
    protected Tool tool() {
        return SpringBootVersion.getVersion().startsWith("3.") ? Tool.SPRING_JDBC : Tool.SPRING_JDBC_4;
    }

    @Override
    protected String version() {
        return Objects.requireNonNull(SpringVersion.getVersion());
    }

    @Override
    protected Subject open(String url) {
        return new SpringSubject(Started.on(url, NoBeans.class), beans -> {
            JdbcClient client = beans.getBean(JdbcClient.class);
            JdbcTemplate template = beans.getBean(JdbcTemplate.class);
            return new SpringSubject.Orders() {
                @Override
                public long insert(String item) {
                    GeneratedKeyHolder key = new GeneratedKeyHolder();
                    client.sql("insert into orders (item) values (:item)")
                            .param("item", item)
                            .update(key);
                    return Objects.requireNonNull(key.getKey()).longValue();
                }

                @Override
                public void insertAll(List<String> items) {
                    template.batchUpdate(
                            "insert into orders (item) values (?)",
                            items.stream().map(item -> new Object[] {item}).toList());
                }

                @Override
                public long count() {
                    return client.sql("select count(*) from orders")
                            .query(Long.class)
                            .single();
                }
            };
        });
    }
}
