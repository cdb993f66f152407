package dev.honker.example.shop.springboot;

import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.order.ReceiptJob;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what receipts and letters say. */
@Component
class ReceiptTexts {

    private final JdbcClient jdbc;

    ReceiptTexts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String of(ReceiptJob job) {
        Map<String, Object> invoice = jdbc.sql("""
                        select coalesce(BillingCountry, 'no country') as Country, cast(Total as text) as Total
                        from Invoice where InvoiceId = ?""").param(job.invoice()).query().singleRow();
        ReceiptText text = new ReceiptText(job.order(), customer(job.invoice()), (String) invoice.get("Country"));
        jdbc.sql("""
                        select Quantity, t.Name as Track, Artist.Name as Artist
                        from InvoiceLine l join Track t using (TrackId)
                            left join Album using (AlbumId) left join Artist using (ArtistId)
                        where l.InvoiceId = ? order by l.InvoiceLineId""")
                .param(job.invoice())
                .query((row, number) -> text.line(
                        row.getInt("Quantity"), row.getString("Track"), Optional.ofNullable(row.getString("Artist"))))
                .list();
        return text.total(new BigDecimal((String) invoice.get("Total")));
    }

    String customer(int invoice) {
        return jdbc.sql(
                        "select FirstName || ' ' || LastName from Customer join Invoice using (CustomerId) where InvoiceId = ?")
                .param(invoice)
                .query(String.class)
                .single();
    }
}
