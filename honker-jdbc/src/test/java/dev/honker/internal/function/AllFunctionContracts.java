package dev.honker.internal.function;

/** All contracts of the SQL functions; whoever has a way to call functions implements this one interface. */
public interface AllFunctionContracts
        extends ArgumentContract,
                NumberLimitContract,
                FailureContract,
                SchemaContract,
                ClaimContract,
                JobContract,
                HeldJobContract,
                DeadLetterContract,
                LockContract,
                ResultContract,
                StreamContract,
                ScheduleContract,
                TickContract {}
