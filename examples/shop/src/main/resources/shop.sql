drop table if exists Receipt;
drop table if exists DeclinedOrder;
drop table if exists CountryRevenue;
create table Receipt(ReceiptId integer primary key, OrderNumber integer not null unique,
    InvoiceId integer not null unique references Invoice, Text text not null,
    AwakeAt integer not null, WrittenAt integer not null);
create table DeclinedOrder(OrderNumber integer primary key, Reason text not null);
create table CountryRevenue(Country text primary key, Orders integer not null, Revenue numeric not null);
