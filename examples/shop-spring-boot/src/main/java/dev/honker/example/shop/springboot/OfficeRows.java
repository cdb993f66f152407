package dev.honker.example.shop.springboot;

import dev.honker.example.shop.office.LetterText;
import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that the office reads and writes, in the transaction of whoever calls. */
@Component
class OfficeRows {

    private final JdbcClient jdbc;

    OfficeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void addReceipt(ReceiptJob job, long awakeAt) {
        jdbc.sql("insert into Receipt(OrderNumber, InvoiceId, Text, AwakeAt, WrittenAt) values (?, ?, ?, ?, ?)")
                .params(job.order(), job.invoice(), textOf(job), awakeAt, WallClock.micros())
                .update();
    }

    void addRevenue(OrderPlaced placed) {
        jdbc.sql("""
                        insert into CountryRevenue(Country, Orders, Revenue) values (?, 1, ?)
                        on conflict(Country) do update set Orders = Orders + 1, Revenue = Revenue + excluded.Revenue""").params(placed.country(), placed.total()).update();
    }

    /** The declined order's number is that of the old invoice: of the order itself nothing is left. */
    void addLetter(LetterJob job) {
        jdbc.sql("insert into Letter(OrderNumber, Text) values (?, ?)")
                .params(job.order(), LetterText.of(customer(job.order()), job.reason()))
                .update();
    }

    void addReport(Instant boundary) {
        jdbc.sql(SalesReports.WRITE).param(boundary.getEpochSecond()).update();
    }

    private String textOf(ReceiptJob job) {
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

    private String customer(int invoice) {
        return jdbc.sql(
                        "select FirstName || ' ' || LastName from Customer join Invoice using (CustomerId) where InvoiceId = ?")
                .param(invoice)
                .query(String.class)
                .single();
    }
}
