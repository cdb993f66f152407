create table Artist(ArtistId integer primary key, Name text);
create table Album(AlbumId integer primary key, Title text not null, ArtistId integer not null references Artist);
create table MediaType(MediaTypeId integer primary key, Name text);
create table Genre(GenreId integer primary key, Name text);
create table Track(TrackId integer primary key, Name text not null, AlbumId integer references Album,
    MediaTypeId integer not null references MediaType, GenreId integer references Genre, Composer text,
    Milliseconds integer not null, Bytes integer, UnitPrice numeric not null);
create table Employee(EmployeeId integer primary key, LastName text not null, FirstName text not null, Title text,
    ReportsTo integer references Employee, BirthDate text, HireDate text, Address text, City text, State text,
    Country text, PostalCode text, Phone text, Fax text, Email text);
create table Customer(CustomerId integer primary key, FirstName text not null, LastName text not null, Company text,
    Address text, City text, State text, Country text, PostalCode text, Phone text, Fax text, Email text not null,
    SupportRepId integer references Employee);
create table Invoice(InvoiceId integer primary key, CustomerId integer not null references Customer,
    InvoiceDate text not null, BillingAddress text, BillingCity text, BillingState text, BillingCountry text,
    BillingPostalCode text, Total numeric not null);
create table InvoiceLine(InvoiceLineId integer primary key, InvoiceId integer not null references Invoice,
    TrackId integer not null references Track, UnitPrice numeric not null, Quantity integer not null);
create index InvoiceCustomer on Invoice(CustomerId);
create index LineInvoice on InvoiceLine(InvoiceId);
