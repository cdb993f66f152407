package dev.honker.example.shop.report;

import dev.honker.Database;
import java.math.BigDecimal;
import java.util.List;

/** What the new orders of a country come to, as the book of revenues has it. */
public record CountryTotal(String country, BigDecimal revenue) {

    /** Of all countries, the best first. */
    public static List<CountryTotal> all(Database honker) {
        return honker
                .query("select Country, cast(Revenue as text) as Revenue from CountryRevenue"
                        + " order by CountryRevenue.Revenue desc, Country")
                .stream()
                .map(row -> new CountryTotal(row.getString("Country"), new BigDecimal(row.getString("Revenue"))))
                .toList();
    }
}
