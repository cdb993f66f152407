package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.support.docs.Pages;
import java.io.StringReader;
import java.nio.file.Path;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file of the guide, with the mapper that the guide has as XML. */
class XmlConfigurationTest {

    private static final String DOCTYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE configuration PUBLIC "-//mybatis.org//DTD Config 3.0//EN" "https://mybatis.org/dtd/mybatis-3-config.dtd">
            """;

    @Test
    void theGuidesConfigurationFileInstallsMapperAndGuard(@TempDir Path folder) throws Exception {
        String xml = Pages.fenced().stream()
                .filter(fenced ->
                        fenced.page().equals("docs/mybatis.md") && fenced.text().startsWith("<configuration>"))
                .findFirst()
                .orElseThrow()
                .text()
                .replace("sqlite:shop.db", "sqlite:" + folder.resolve("shop.db"));
        SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(new StringReader(DOCTYPE + xml));
        sessions.getConfiguration().addMapper(PlainMybatisTest.Announcer.class);

        try (SqlSession session = sessions.openSession()) {
            assertThat(session.getMapper(HonkerMapper.class).notify("orders", "{}"))
                    .isEqualTo(1);
            assertThatThrownBy(() ->
                            session.getMapper(PlainMybatisTest.Announcer.class).bare("{}"))
                    .isInstanceOf(PersistenceException.class)
                    .hasCauseInstanceOf(HonkerInvalidOptionException.class);
        }
    }
}
