drop table if exists Receipt;
drop table if exists DeclinedOrder;
drop table if exists CountryRevenue;
drop table if exists Letter;
drop table if exists SalesReport;
create table Receipt(ReceiptId integer primary key, OrderNumber integer not null unique,
    InvoiceId integer not null unique references Invoice, Text text not null,
    AwakeAt integer not null, WrittenAt integer not null);
create table DeclinedOrder(OrderNumber integer primary key, Reason text not null);
create table CountryRevenue(Country text primary key, Orders integer not null, Revenue numeric not null);
create table Letter(OrderNumber integer primary key, Text text not null);
create table SalesReport(ReportId integer primary key, FiredAt integer, LastInvoice integer not null,
    Orders integer not null, Revenue numeric not null);
-- the first report begins behind the invoices that were there before
insert into SalesReport(LastInvoice, Orders, Revenue) select coalesce(max(InvoiceId), 0), 0, 0 from Invoice;
