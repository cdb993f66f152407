package dev.honker.mybatis;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The orders of the contract. */
interface ContractMapper {

    /** An order and the key that MyBatis gives it. */
    final class OrderRow {
        private final String item;
        private Long id;

        OrderRow(String item) {
            this.item = item;
        }

        public String getItem() {
            return item;
        }

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }
    }

    @Insert("insert into orders(item) values (#{item})")
    @Options(useGeneratedKeys = true, keyProperty = "id")
    void insert(OrderRow row);

    @Insert("insert into orders(item) values (#{item})")
    void insertOne(@Param("item") String item);

    @Insert("<script>insert into orders(item) values"
            + " <foreach collection='items' item='item' separator=','>(#{item})</foreach></script>")
    void insertAll(@Param("items") List<String> items);

    @Select("select count(*) from orders")
    @Options(flushCache = FlushCachePolicy.TRUE)
    long count();
}
