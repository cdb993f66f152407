package dev.honker.spring;

import org.springframework.data.jpa.repository.JpaRepository;

/** Orders, by Spring Data JPA. */
interface PlacedOrders extends JpaRepository<PlacedOrder, Long> {}
