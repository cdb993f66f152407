package dev.honker.support.contract;

import dev.honker.support.contract.Subject.Operations;
import dev.honker.support.contract.Subject.Work;
import java.sql.DriverManager;

/** The suite on plain JDBC, of which a subclass breaks something. */
abstract class BrokenContract extends TransactionContract {

    private String url;

    BrokenContract() {}

    BrokenContract(ContractRow row) {
        super(row);
    }

    @Override
    protected Tool tool() {
        return Tool.JDBC;
    }

    @Override
    protected String version() {
        return "–";
    }

    @Override
    protected Subject open(String fileUrl) {
        url = fileUrl;
        return new Around(jdbc(), this);
    }

    /** What isn't broken. */
    final Subject jdbc() {
        return new JdbcSubject(() -> DriverManager.getConnection(url), () -> {});
    }

    void inTransaction(Subject real, Work work) throws Exception {
        real.inTransaction(in -> work.run(change(in)));
    }

    Operations change(Operations in) {
        return in;
    }

    Operations changeReadOnly(Operations in) {
        return change(in);
    }

    private record Around(Subject real, BrokenContract tool) implements Subject {

        @Override
        public void inTransaction(Work work) throws Exception {
            tool.inTransaction(real, work);
        }

        @Override
        public void rolledBack(Work work) throws Exception {
            real.rolledBack(in -> work.run(tool.change(in)));
        }

        @Override
        public void readOnly(Work work) throws Exception {
            real.readOnly(in -> work.run(tool.changeReadOnly(in)));
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
