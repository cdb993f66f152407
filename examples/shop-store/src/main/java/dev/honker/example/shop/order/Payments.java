package dev.honker.example.shop.order;

import java.math.BigDecimal;

@FunctionalInterface
public interface Payments {

    /** Declines every tenth order, so that a run can be repeated and its numbers foretold. */
    Payments EVERY_TENTH_DECLINED = (orderNumber, total) -> {
        if (orderNumber % 10 == 0) {
            throw new PaymentDeclinedException("card declined for order " + orderNumber + ", " + total);
        }
    };

    void charge(int orderNumber, BigDecimal total) throws PaymentDeclinedException;
}
