package dev.honker.example.shop.mybatis;

import java.util.List;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Orders, in the tables that the Chinook database has. */
interface OrderMapper {

    @Select("select InvoiceId from Invoice order by InvoiceId")
    List<Integer> invoiceIds();

    @Insert("""
            insert into Invoice(CustomerId, InvoiceDate, BillingAddress, BillingCity, BillingState, BillingCountry,
                BillingPostalCode, Total)
            select CustomerId, #{date}, c.Address, c.City, c.State, c.Country, c.PostalCode,
                (select round(coalesce(sum(UnitPrice * Quantity), 0), 2) from InvoiceLine l where l.InvoiceId = i.InvoiceId)
            from Invoice i join Customer c using (CustomerId) where i.InvoiceId = #{oldInvoice}""")
    @Options(useGeneratedKeys = true, keyProperty = "id")
    void insert(NewInvoice invoice);

    @Insert("""
            insert into InvoiceLine(InvoiceId, TrackId, UnitPrice, Quantity)
            select #{id}, TrackId, UnitPrice, Quantity from InvoiceLine where InvoiceId = #{oldInvoice}
            order by InvoiceLineId""")
    void insertLines(NewInvoice invoice);

    @Select("""
            select c.FirstName || ' ' || c.LastName as Customer, coalesce(BillingCountry, 'no country') as Country, Total
            from Invoice join Customer c using (CustomerId) where InvoiceId = #{id}""")
    @Arg(column = "Customer", javaType = String.class)
    @Arg(column = "Country", javaType = String.class)
    @Arg(column = "Total", javaType = java.math.BigDecimal.class)
    InvoiceHead head(@Param("id") int id);

    @Insert("insert into DeclinedOrder(OrderNumber, Reason) values (#{order}, #{reason})")
    void insertDeclined(@Param("order") int order, @Param("reason") String reason);
}
