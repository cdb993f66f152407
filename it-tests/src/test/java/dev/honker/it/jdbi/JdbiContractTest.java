package dev.honker.it.jdbi;

import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import org.jdbi.v3.core.Jdbi;

class JdbiContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return Tool.JDBI;
    }

    @Override
    protected String version() {
        return Jdbi.class.getPackage().getImplementationVersion();
    }

    @Override
    protected Subject open(String url) {
        return new JdbiSubject(Jdbi.create(url));
    }
}
