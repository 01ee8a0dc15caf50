package vn.lienthong.access;

import org.jspecify.annotations.Nullable;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.SearchValuesView.Target;
import vn.lienthong.search.StoredRow;

/** A permitted row whose search values are unpacked when they are first asked for. */
final class Neighbour implements StoredRow {

    private final RecordRow row;
    private final Packing.Unpacker unpacker;
    private byte @Nullable [] values;

    Neighbour(RecordRow row, Packing.Unpacker unpacker) {
        this.row = row;
        this.unpacker = unpacker;
    }

    RecordRow row() {
        return row;
    }

    Target target() {
        return new Target(type(), id());
    }

    @Override
    public String type() {
        return row.type();
    }

    @Override
    public String id() {
        return row.id();
    }

    @Override
    public long lastUpdatedMillis() {
        return row.lastUpdatedMillis();
    }

    @Override
    public byte[] values() {
        if (values == null) {
            values = unpacker.unpack(row.requireSearch());
        }
        return values;
    }
}
