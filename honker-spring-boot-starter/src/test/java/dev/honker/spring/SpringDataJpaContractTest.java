package dev.honker.spring;

import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import java.util.List;
import org.springframework.boot.SpringBootVersion;
import org.springframework.data.jpa.repository.JpaRepository;

class SpringDataJpaContractTest extends TransactionContract {

    static class NoBeans {}

    @Override
    protected Tool tool() {
        return SpringBootVersion.getVersion().startsWith("3.") ? Tool.SPRING_DATA_JPA : Tool.SPRING_DATA_JPA_4;
    }

    @Override
    protected String version() {
        return JpaRepository.class.getPackage().getImplementationVersion();
    }

    @Override
    protected Subject open(String url) {
        return new SpringSubject(Started.withJpa(url, NoBeans.class), beans -> {
            PlacedOrders orders = beans.getBean(PlacedOrders.class);
            return new SpringSubject.Orders() {
                @Override
                public long insert(String item) {
                    return orders.save(new PlacedOrder(item)).id();
                }

                @Override
                public void insertAll(List<String> items) {
                    orders.saveAll(items.stream().map(PlacedOrder::new).toList());
                }

                @Override
                public long count() {
                    return orders.count();
                }
            };
        });
    }
}
