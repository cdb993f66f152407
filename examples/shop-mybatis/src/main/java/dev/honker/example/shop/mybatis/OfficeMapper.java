package dev.honker.example.shop.mybatis;

import java.math.BigDecimal;
import java.util.List;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Receipts, letters and the book of revenues. */
interface OfficeMapper {

    @Select("""
            select l.Quantity, t.Name as Track, a.Name as Artist
            from InvoiceLine l join Track t using (TrackId) left join Album using (AlbumId) left join Artist a using (ArtistId)
            where l.InvoiceId = #{invoice} order by l.InvoiceLineId""")
    @Arg(column = "Quantity", javaType = int.class)
    @Arg(column = "Track", javaType = String.class)
    @Arg(column = "Artist", javaType = String.class)
    List<InvoiceLine> lines(@Param("invoice") int invoice);

    @Insert("""
            insert into Receipt(OrderNumber, InvoiceId, Text, AwakeAt, WrittenAt)
            values (#{order}, #{invoice}, #{text}, #{awakeAt}, #{writtenAt})""")
    void insertReceipt(
            @Param("order") int order,
            @Param("invoice") int invoice,
            @Param("text") String text,
            @Param("awakeAt") long awakeAt,
            @Param("writtenAt") long writtenAt);

    @Insert("""
            insert into CountryRevenue(Country, Orders, Revenue) values (#{country}, 1, #{total})
            on conflict(Country) do update set Orders = Orders + 1, Revenue = Revenue + excluded.Revenue""")
    void addRevenue(@Param("country") String country, @Param("total") BigDecimal total);

    @Insert("insert into Letter(OrderNumber, Text) values (#{order}, #{text}) on conflict(OrderNumber) do nothing")
    void insertLetter(@Param("order") int order, @Param("text") String text);
}
