drop table if exists Receipt;
drop table if exists DeclinedOrder;
create table Receipt(ReceiptId integer primary key, OrderNumber integer not null unique,
    InvoiceId integer not null unique references Invoice, Text text not null,
    AwakeAt integer not null, ClaimedAt integer not null);
create table DeclinedOrder(OrderNumber integer primary key, Reason text not null);
