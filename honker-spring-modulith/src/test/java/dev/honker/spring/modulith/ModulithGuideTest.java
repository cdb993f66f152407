package dev.honker.spring.modulith;

import dev.honker.support.docs.GuideContract;

class ModulithGuideTest extends GuideContract {

    ModulithGuideTest() {
        super("docs/spring-modulith.md");
    }
}
