package vn.lienthong.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.Row;
import vn.lienthong.identity.Person.Registration;

/** A registration as the decision engine would see it if nothing were special about it, from the register alone. */
record OrdinaryRegistration(Registration registration, Instant now) implements Row {

    @Override
    public String type() {
        return "Patient";
    }

    @Override
    public String id() {
        return registration.patientId();
    }

    @Override
    public String custodian() {
        return registration.custodian();
    }

    @Override
    public @Nullable Instant clinicalStart() {
        return null;
    }

    @Override
    public @Nullable Instant clinicalEnd() {
        return null;
    }

    @Override
    public Instant lastUpdated() {
        return now;
    }

    @Override
    public @Nullable String confidentiality() {
        return null;
    }

    @Override
    public Set<String> sensitivity() {
        return Set.of();
    }

    @Override
    public Set<String> codes() {
        return Set.of();
    }

    @Override
    public Set<String> authors() {
        return Set.of();
    }

    @Override
    public @Nullable String encounter() {
        return null;
    }
}
