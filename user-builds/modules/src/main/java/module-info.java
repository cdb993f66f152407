module com.example.app {
    requires dev.honker.jdbc;
    requires java.sql;
}
