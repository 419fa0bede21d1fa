"""Red flags can be switched on and off"""

from alembic import op
import sqlalchemy as sa
import queries.tables.storage


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('flag_switch',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('flag', sa.Text(), nullable=False),
    sa.Column('effective_on', queries.tables.storage.Day(), nullable=False),
    sa.Column('is_on', queries.tables.storage.Flag(), nullable=False),
    sa.Column('resolution_reference', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_flag_switch_releases')),
    sa.PrimaryKeyConstraint('province_code', 'flag', 'effective_on', 'to_release', name='pk_flag_switch'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('flag_switch', schema=None) as batch_op:
        batch_op.create_index('ix_flag_switch_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_flag_switch_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))


def downgrade() -> None:
    with op.batch_alter_table('flag_switch', schema=None) as batch_op:
        batch_op.drop_index('ix_flag_switch_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_flag_switch_from_release')

    op.drop_table('flag_switch')
