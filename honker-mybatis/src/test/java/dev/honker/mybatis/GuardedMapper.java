package dev.honker.mybatis;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.session.ResultHandler;

/** Mapper methods, wrong and right, of the test of the guard; some are in the XML beside it. */
interface GuardedMapper {

    /** An order with what a nested select has sent. */
    class Announced {
        private String item;
        private Long notification;

        public String getItem() {
            return item;
        }

        public void setItem(String item) {
            this.item = item;
        }

        public Long getNotification() {
            return notification;
        }

        public void setNotification(Long notification) {
            this.notification = notification;
        }
    }

    /** A row to insert whose key a selectKey makes. */
    class Row {
        private Long id;
        private String item = "a record";

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getItem() {
            return item;
        }

        public void setItem(String item) {
            this.item = item;
        }
    }

    @Select("select notify('orders', #{payload})")
    long bare(@Param("payload") String payload);

    @Select(value = "select notify('orders', #{payload})", affectData = true)
    long withoutFlush(@Param("payload") String payload);

    @Select("select /* \u2192 */ \"honker_enqueue\"('receipts', #{payload}, null, null, 0, 3, null)")
    @Options(flushCache = FlushCachePolicy.TRUE)
    long withoutAffect(@Param("payload") String payload);

    @SelectProvider(type = Texts.class, method = "publish")
    long byProvider(@Param("payload") String payload);

    @Select("select honker_get_job(1)")
    String reading();

    @Select("insert into orders(item) values (#{item}) returning id")
    long returning(@Param("item") String item);

    @Select(value = "insert into orders(item) values (#{item}) returning id", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE)
    long returningAsItShouldBe(@Param("item") String item);

    @Select("select notify('orders', item) from orders")
    Cursor<Long> cursor();

    @Select(value = "select notify('orders', item) from orders", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE)
    Cursor<Long> cursorAsItShouldBe();

    @Select("select notify('orders', item) from orders")
    @Options(resultSetType = org.apache.ibatis.mapping.ResultSetType.FORWARD_ONLY)
    @org.apache.ibatis.annotations.ResultType(Long.class)
    void byHandler(ResultHandler<Long> handler);

    @Select("select count(*) from orders where item <> 'notify(1)' -- honker_enqueue(2)")
    long harmless();

    @Select("select item from orders")
    List<String> items();

    @Insert("insert into orders(item) values (#{item})")
    @SelectKey(
            statement = "select notify('orders', #{item})",
            keyProperty = "id",
            before = false,
            resultType = Long.class)
    int insertWithSelectKeyAfter(Row row);

    long byXml(@Param("payload") String payload);

    long byXmlWithCdata(@Param("payload") String payload);

    long byDynamicXml(@Param("payload") String payload);

    long byXmlAsItShouldBe(@Param("payload") String payload);

    int insertWithSelectKey(Row row);

    List<Announced> withNestedSelect();

    List<Announced> withLazySelect();

    /** SQL made by Java. */
    final class Texts {
        private Texts() {}

        public static String publish() {
            return "select honker_stream_publish('orders', null, #{payload})";
        }
    }
}
