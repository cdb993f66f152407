package dev.honker.example.shop.mybatis;

import java.math.BigDecimal;

/** What an invoice says above and below its lines. */
record InvoiceHead(String customer, String country, BigDecimal total) {}
